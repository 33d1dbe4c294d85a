using System.IO;

class Reader
{
    public static string First(string path)
    {
        var reader = new StreamReader(path);
        return reader.ReadLine();
    }
}