package main

import (
	"fmt"
	"os"
)

func main() {
	file, err := os.Open("없는 파일.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer file.Close()
	fmt.Println("열었습니다")
}
