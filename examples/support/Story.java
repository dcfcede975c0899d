package support;

import dev.stampede.plot.sheet.Panel;
import dev.stampede.plot.sheet.Sheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an example tells: texts for the reader, numbers that its test checks, pictures in a folder.
public final class Story {
    /// An example.
    public interface Teller {
        void tell(Story story) throws Exception;
    }

    private final Path folder;
    private final boolean aloud;
    private final Map<String, Object> numbers = new LinkedHashMap<>();

    /// @param folder pictures and data go below it
    /// @param aloud  whether texts are printed
    public Story(Path folder, boolean aloud) {
        this.folder = folder;
        this.aloud = aloud;
    }

    /// Runs an example from the command line; the first argument names the folder.
    public static void run(String[] arguments, Teller teller) throws Exception {
        var folder = Path.of(arguments.length > 0 ? arguments[0] : "example-output");
        teller.tell(new Story(folder, true));
    }

    public void say(String text) {
        if (aloud) {
            System.out.println(text);
        }
    }

    /// A result worth checking; printed as `name = value`.
    public <T> T number(String name, T value) {
        numbers.put(name, value);
        say("  " + name + " = " + value);
        return value;
    }

    /// Draws a sheet of panels into `pictures/NAME.png`.
    public void picture(String name, String title, String subtitle, int columns, Panel... panels) throws IOException {
        picture(name, title, subtitle, columns, 420, panels);
    }

    /// The same with panels of another width.
    public void picture(String name, String title, String subtitle, int columns, int width, Panel... panels)
            throws IOException {
        var file = folder.resolve("pictures").resolve(name + ".png");
        new Sheet(title, subtitle, columns, List.of(panels)).write(file, width);
        say("  picture: " + file);
    }

    public Path folder() throws IOException {
        return Files.createDirectories(folder);
    }

    public Map<String, Object> numbers() {
        return numbers;
    }
}
