package dev.stampede.patcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Which anchors of a run are done, a line of JSON for each commit; a line counts once it is on disk. The first
/// line says what the run is. One thread at a time.
public final class PatchJournal implements AutoCloseable {
    private static final Pattern COMMIT = Pattern.compile("\\{\"commit\": (\\d+), \"anchors\": \\[(.*)]}$");
    private static final Pattern ANCHOR = Pattern.compile("\\[(-?\\d+), (-?\\d+)]");

    private final FileChannel channel;
    private final Map<PixelAnchor, Integer> done = new HashMap<>();
    private int commits;

    private PatchJournal(FileChannel channel) {
        this.channel = channel;
    }

    /// Opens a journal, a new one if there is none. Folders are made.
    /// @param identity says what the run is; that of another is refused
    /// @throws IOException              if it cannot be read or written
    /// @throws IllegalArgumentException if it is that of another run
    public static PatchJournal open(Path file, String identity) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var head = "{\"run\": \"" + identity.replaceAll("[\\r\\n\"\\\\]", " ") + "\"}";
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        if (!lines.isEmpty() && !lines.getFirst().equals(head)) {
            throw new IllegalArgumentException(file + " is the journal of another run (" + lines.getFirst()
                    + "), not of this one (" + head + "); remove it with what lies beside it, or name another folder");
        }
        var journal = new PatchJournal(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
        for (var line : lines) {
            journal.read(line);
        }
        if (lines.isEmpty()) {
            journal.append(head);
        }
        return journal;
    }

    /// A line that was broken off may stand before a whole one, on the same line.
    private void read(String line) {
        var commit = COMMIT.matcher(line);
        if (commit.find()) {
            commits = Integer.parseInt(commit.group(1));
            var anchor = ANCHOR.matcher(commit.group(2));
            while (anchor.find()) {
                done.merge(
                        new PixelAnchor(Integer.parseInt(anchor.group(1)), Integer.parseInt(anchor.group(2))),
                        1,
                        Integer::sum);
            }
        }
    }

    /// Number of the last commit, 0 if there is none.
    public int commits() {
        return commits;
    }

    /// Those that are not done, in the same order. An anchor that comes several times is done as often as it
    /// was committed.
    public List<PixelAnchor> pending(List<PixelAnchor> anchors) {
        var left = new HashMap<>(done);
        var pending = new ArrayList<PixelAnchor>();
        for (var anchor : anchors) {
            int times = left.getOrDefault(anchor, 0);
            if (times > 0) {
                left.put(anchor, times - 1);
            } else {
                pending.add(anchor);
            }
        }
        return pending;
    }

    /// Adds anchors; they are on disk when this returns.
    /// @throws IOException if they cannot be written
    public void commit(List<PixelAnchor> anchors) throws IOException {
        var text = new StringBuilder("{\"commit\": " + (commits + 1) + ", \"anchors\": [");
        for (int i = 0; i < anchors.size(); i++) {
            text.append(i == 0 ? "[" : ", [")
                    .append(anchors.get(i).row())
                    .append(", ")
                    .append(anchors.get(i).col())
                    .append(']');
        }
        append(text + "]}");
        commits++;
        anchors.forEach(anchor -> done.merge(anchor, 1, Integer::sum));
    }

    private void append(String line) throws IOException {
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
