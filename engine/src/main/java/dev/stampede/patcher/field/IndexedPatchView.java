package dev.stampede.patcher.field;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/// Patches as a list: length and random access by number, each read anew when it is asked for. Any number of
/// threads may read at once.
///
/// @param <P> patches
public final class IndexedPatchView<P> extends AbstractList<P> implements RandomAccess {
    /// Reads the patch of a number.
    @FunctionalInterface
    public interface Reader<P> {
        P read(int number) throws IOException;
    }

    private static final String GENERATOR = "L64X128MixRandom";

    private final int[] order;
    private final Reader<P> reader;

    /// @param size number of patches
    public IndexedPatchView(int size, Reader<P> reader) {
        this(IntStream.range(0, size).toArray(), reader);
    }

    private IndexedPatchView(int[] order, Reader<P> reader) {
        this.order = order;
        this.reader = reader;
    }

    /// Reads a patch.
    /// @throws UncheckedIOException      if it cannot be read
    /// @throws IndexOutOfBoundsException if there is none of that number
    @Override
    public P get(int number) {
        int which = order[java.util.Objects.checkIndex(number, order.length)];
        try {
            return reader.read(which);
        } catch (IOException e) {
            throw new UncheckedIOException("patch " + which + ": " + e.getMessage(), e);
        }
    }

    @Override
    public int size() {
        return order.length;
    }

    /// The same patches in random order.
    /// @param seed of `L64X128MixRandom`
    public IndexedPatchView<P> shuffled(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(seed);
        var numbers = new ArrayList<Integer>(order.length);
        for (int number : order) {
            numbers.add(number);
        }
        Collections.shuffle(numbers, random);
        return new IndexedPatchView<>(
                numbers.stream().mapToInt(Integer::intValue).toArray(), reader);
    }

    /// Lists of `n` patches in order, the last one shorter. Nothing is read until a patch of a list is asked for.
    /// @throws IllegalArgumentException if `n` is below 1
    public List<List<P>> batches(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("n is " + n + ", needs at least 1");
        }
        var batches = new ArrayList<List<P>>();
        for (int from = 0; from < size(); from += n) {
            batches.add(subList(from, Math.min(size(), from + n)));
        }
        return batches;
    }
}
