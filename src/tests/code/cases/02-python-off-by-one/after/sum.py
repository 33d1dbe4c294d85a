def last(items):
    """마지막 항목을 돌려준다."""
    return items[-1]


def average(items):
    return sum(items) / len(items) if items else 0


print(last([1, 2, 3]), average([]))
