using System.IO;

class Reader
{
    public static string First(string path)
    {
        using var reader = new StreamReader(path);
        return reader.ReadLine() ?? "";
    }
}