package dev.stampede.insar.model;

import dev.stampede.linalg.SmallMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which two images each interferogram joins. For a single reference image every interferogram starts there.
/// Indices are zero-based.
///
/// @param imageCount     number of images of the stack
/// @param referenceIndex its reference image
/// @param day            day number of every image, d
/// @param interferograms those that take part, ascending, numbers within the stack
/// @param first          first image of each of them
/// @param second         second image
public record ImageNetwork(
        int imageCount, int referenceIndex, double[] day, int[] interferograms, int[] first, int[] second) {

    /// @param interferograms of the stack that take part, ascending
    public static ImageNetwork of(StackGeometry stack, int[] interferograms) {
        var first = new int[interferograms.length];
        var second = new int[interferograms.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = stack.pairs() == null ? stack.referenceIndex() : stack.pairs()[interferograms[i]][0];
            second[i] = stack.pairs() == null ? interferograms[i] : stack.pairs()[interferograms[i]][1];
        }
        return new ImageNetwork(
                stack.imageCount(), stack.referenceIndex(), stack.day(), interferograms.clone(), first, second);
    }

    /// Number of interferograms.
    public int count() {
        return first.length;
    }

    /// Images that occur in an interferogram, ascending.
    public int[] images() {
        return IntStream.concat(Arrays.stream(first), Arrays.stream(second))
                .distinct()
                .sorted()
                .toArray();
    }

    /// The images of an interferogram as positions among [#images]: `{first, second}` per interferogram.
    public int[][] positions() {
        int[] images = images();
        var out = new int[count()][2];
        for (int i = 0; i < out.length; i++) {
            out[i][0] = Arrays.binarySearch(images, first[i]);
            out[i][1] = Arrays.binarySearch(images, second[i]);
        }
        return out;
    }

    /// Whether all interferograms start at one image.
    public boolean hasOneReference() {
        return Arrays.stream(first).distinct().count() == 1;
    }

    /// `[count, columns]`: -1 at the first image of an interferogram, +1 at the second.
    /// @param images the columns
    public SmallMatrix design(int[] images) {
        var column = new int[imageCount];
        Arrays.fill(column, -1);
        for (int c = 0; c < images.length; c++) {
            column[images[c]] = c;
        }
        var design = new SmallMatrix(count(), images.length);
        for (int i = 0; i < count(); i++) {
            if (column[first[i]] >= 0) {
                design.set(i, column[first[i]], -1);
            }
            if (column[second[i]] >= 0) {
                design.set(i, column[second[i]], 1);
            }
        }
        return design;
    }

    /// Checks that a series per image can be had: there are interferograms, one holds the reference image,
    /// and no image is cut off from it.
    /// @throws IllegalArgumentException naming the images that are cut off
    public void requireConnected() {
        if (count() == 0) {
            throw new IllegalArgumentException("no interferogram is left; drop fewer in drop_ifg_index");
        }
        var parts = parts();
        var own = parts.stream().filter(p -> contains(p, referenceIndex)).findFirst();
        if (own.isEmpty()) {
            throw new IllegalArgumentException("no interferogram that is left holds the reference image, number "
                    + (referenceIndex + 1) + "; drop fewer in drop_ifg_index");
        }
        if (parts.size() > 1) {
            throw new IllegalArgumentException("the interferograms do not join all images: "
                    + parts.stream()
                            .filter(p -> p != own.get())
                            .map(p -> "images " + numbers(p))
                            .collect(Collectors.joining(" and "))
                    + " have no link to the reference image, number " + (referenceIndex + 1)
                    + "; add interferograms between these sets or drop fewer in drop_ifg_index");
        }
    }

    private static boolean contains(int[] sorted, int value) {
        return Arrays.binarySearch(sorted, value) >= 0;
    }

    private static String numbers(int[] images) {
        return Arrays.stream(images).mapToObj(i -> Integer.toString(i + 1)).collect(Collectors.joining(", "));
    }

    /// The sets of images that interferograms join, each ascending.
    private List<int[]> parts() {
        var part = IntStream.range(0, imageCount).toArray();
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int i = 0; i < count(); i++) {
                int low = Math.min(part[first[i]], part[second[i]]);
                changed |= part[first[i]] != low || part[second[i]] != low;
                part[first[i]] = low;
                part[second[i]] = low;
            }
        }
        var parts = new ArrayList<int[]>();
        int[] images = images();
        for (int p : Arrays.stream(images).map(i -> part[i]).distinct().sorted().toArray()) {
            parts.add(Arrays.stream(images).filter(i -> part[i] == p).toArray());
        }
        return parts;
    }
}
