RATE = 0.1   
	
def with_tax(price):   
    # 부가세를 더한다  
    return price * (1 + RATE)
