package dev.stampede.kernels.segmentation;

import java.util.Arrays;

/// Pixels by height, among equal ones by the order in which they came: a binary heap in arrays.
final class FloodQueue {
    private double[] height = new double[1024];
    private long[] age = new long[1024];
    private int[] pixel = new int[1024];
    private int[] source = new int[1024];
    private int size;
    private long next;

    boolean isEmpty() {
        return size == 0;
    }

    void add(double itsHeight, int itsPixel, int itsSource) {
        if (size == height.length) {
            int more = (int) Math.min(Integer.MAX_VALUE - 8, 2L * size);
            height = Arrays.copyOf(height, more);
            age = Arrays.copyOf(age, more);
            pixel = Arrays.copyOf(pixel, more);
            source = Arrays.copyOf(source, more);
        }
        long own = next++;
        int at = size++;
        while (at > 0) {
            int parent = at - 1 >>> 1;
            if (height[parent] <= itsHeight) { // the parent is older
                break;
            }
            move(parent, at);
            at = parent;
        }
        set(at, itsHeight, own, itsPixel, itsSource);
    }

    int pixel() {
        return pixel[0];
    }

    int source() {
        return source[0];
    }

    /// Takes the first away.
    void remove() {
        int last = --size;
        double itsHeight = height[last];
        long own = age[last];
        int at = 0;
        for (int child; (child = 2 * at + 1) < last; at = child) {
            if (child + 1 < last && before(height[child + 1], age[child + 1], height[child], age[child])) {
                child++;
            }
            if (before(itsHeight, own, height[child], age[child])) {
                break;
            }
            move(child, at);
        }
        set(at, itsHeight, own, pixel[last], source[last]);
    }

    private static boolean before(double heightA, long ageA, double heightB, long ageB) {
        return heightA < heightB || heightA == heightB && ageA < ageB;
    }

    private void move(int from, int to) {
        set(to, height[from], age[from], pixel[from], source[from]);
    }

    private void set(int at, double itsHeight, long itsAge, int itsPixel, int itsSource) {
        height[at] = itsHeight;
        age[at] = itsAge;
        pixel[at] = itsPixel;
        source[at] = itsSource;
    }
}
