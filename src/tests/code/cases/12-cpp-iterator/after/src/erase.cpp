#include <vector>

void drop_odd(std::vector<int>& numbers) {
    std::erase_if(numbers, [](int number) { return number % 2 != 0; });
}
