package dev.stampede.operators.core;

import dev.stampede.memory.Shaped;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Prints shape and element type of what passes, as `[label] shape=(4, 96, 128) dtype=uint16`; `None` for what
/// has no shape. Returns its input. Cannot be stored.
///
/// One instance placed at two points compares across them under [When#DIFF_ONLY].
public final class ShapeTrace<A> implements Operator<A, A> {
    /// Which calls print.
    public enum When {
        EVERY,
        /// Only when shape or type differ from this instance's previous call.
        DIFF_ONLY
    }

    private final String label;
    private final When when;
    private final Consumer<? super String> printer;
    private String previous;

    /// @param label   put before each line
    /// @param when    which calls print
    /// @param printer takes the lines
    public ShapeTrace(String label, When when, Consumer<? super String> printer) {
        this.label = Objects.requireNonNull(label, "label");
        this.when = Objects.requireNonNull(when, "when");
        this.printer = Objects.requireNonNull(printer, "printer");
    }

    @Override
    public A compute(A in) {
        String line = line(in);
        boolean print;
        synchronized (this) {
            print = when == When.EVERY || !line.equals(previous);
            previous = line;
        }
        if (print) {
            printer.accept("[" + label + "] " + line);
        }
        return in;
    }

    private static String line(Object value) {
        return value instanceof Shaped shaped
                ? "shape=" + text(shaped.shape()) + " dtype=" + shaped.dtypeLabel()
                : "shape=None dtype=None";
    }

    /// `(4, 96, 128)`; one axis as `(4,)`.
    static String text(int[] shape) {
        return Arrays.stream(shape)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "(", shape.length == 1 ? ",)" : ")"));
    }

    @Override
    public boolean serialisable() {
        return false;
    }

    @Override
    public Config config() {
        return Config.of("label", label).with("mode", Components.encode(when));
    }

    @Override
    public String toString() {
        return repr();
    }
}
