#include <vector>

void drop_odd(std::vector<int>& numbers) {
    for (auto it = numbers.begin(); it != numbers.end(); ++it) {
        if (*it % 2) numbers.erase(it);
    }
}
