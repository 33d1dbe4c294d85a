package main

import (
	"fmt"
	"os"
)

func main() {
	file, err := os.Open("없는 파일.txt")
	defer file.Close()
	if err != nil {
		fmt.Println(err)
	}
	fmt.Println("열었습니다")
}
