package dev.stampede.insar.unwrap;

import java.util.Arrays;

/// A 4-ary heap of non-negative 64-bit keys, least first. Small most of the time; kept on the heap because a
/// growing array of one thread is faster there.
final class SearchQueue {
    private long[] keys = new long[1024];
    private int size;

    void clear() {
        size = 0;
    }

    void add(long key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        long[] heap = keys;
        int at = size++;
        while (at > 0) {
            int parent = at - 1 >> 2;
            long above = heap[parent];
            if (above <= key) {
                break;
            }
            heap[at] = above;
            at = parent;
        }
        heap[at] = key;
    }

    /// Removes and returns the least key, or -1 if there is none.
    long poll() {
        if (size == 0) {
            return -1;
        }
        long[] heap = keys;
        long least = heap[0];
        int end = --size;
        long moved = heap[end];
        int at = 0;
        while (true) {
            int child = 4 * at + 1;
            if (child >= end) {
                break;
            }
            int best = child;
            long bestKey = heap[child];
            int stop = Math.min(child + 4, end);
            for (int next = child + 1; next < stop; next++) {
                if (heap[next] < bestKey) {
                    best = next;
                    bestKey = heap[next];
                }
            }
            if (bestKey >= moved) {
                break;
            }
            heap[at] = bestKey;
            at = best;
        }
        heap[at] = moved;
        return least;
    }
}
