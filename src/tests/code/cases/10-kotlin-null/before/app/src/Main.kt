data class 사용자(val 이름: String?, val 나이: Int)

fun 인사(사람: 사용자): String {
    return "안녕하세요, " + 사람.이름.uppercase()
}

fun main() {
    println(인사(사용자(null, 3)))
}
