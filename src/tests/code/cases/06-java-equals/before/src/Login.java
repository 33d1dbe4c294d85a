public class Login {
    private static final String ADMIN = "관리자";

    public static boolean isAdmin(String name) {
        return name == ADMIN;
    }

    public static void main(String[] args) {
        System.out.println(isAdmin(args[0]));
    }
}
