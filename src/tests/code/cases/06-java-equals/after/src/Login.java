public class Login {
    private static final String ADMIN = "관리자";

    public static boolean isAdmin(String name) {
        return ADMIN.equals(name);
    }

    public static void main(String[] args) {
        System.out.println(args.length > 0 && isAdmin(args[0]));
    }
}
