package dev.stampede.examples;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/// The sources below `examples/`, compiled against this engine, so that they cannot fall behind it.
final class ExampleSources {
    private static final Path FOLDER = Path.of("../examples").toAbsolutePath().normalize();

    private final ClassLoader classes;

    private ExampleSources(ClassLoader classes) {
        this.classes = classes;
    }

    static List<Path> files() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }

    /// @throws AssertionError with the compiler's messages
    static ExampleSources compiled(Path into) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            boolean done = compiler.getTask(
                            messages,
                            manager,
                            null,
                            List.of("-d", into.toString(), "-proc:none", "-nowarn", "--release", "25"),
                            null,
                            manager.getJavaFileObjectsFromPaths(files()))
                    .call();
            if (!done) {
                throw new AssertionError("examples do not compile:\n" + messages);
            }
        }
        return new ExampleSources(
                new URLClassLoader(new URL[] {into.toUri().toURL()}, ExampleSources.class.getClassLoader()));
    }

    /// Runs an example and returns its numbers.
    @SuppressWarnings("unchecked")
    Map<String, Object> tell(String name, Path folder) throws Exception {
        var storyType = classes.loadClass("support.Story");
        Object story = storyType.getConstructor(Path.class, boolean.class).newInstance(folder, false);
        try {
            classes.loadClass(name).getMethod("tell", storyType).invoke(null, story);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        }
        return (Map<String, Object>) storyType.getMethod("numbers").invoke(story);
    }
}
