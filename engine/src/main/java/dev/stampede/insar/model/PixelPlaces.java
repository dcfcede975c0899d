package dev.stampede.insar.model;

import java.util.Arrays;

/// Remembers at which place of a list each pixel first appears: a hash table with open addressing.
public final class PixelPlaces {
    private static final long EMPTY = Long.MIN_VALUE;

    private final long[] keys;
    private final int[] places;
    private final int mask;

    /// @param capacity most pixels that will be added
    public PixelPlaces(int capacity) {
        int size = Integer.highestOneBit(Math.max(8, capacity)) << 2;
        if (size <= 0) {
            throw new IllegalArgumentException("too many points to merge: " + capacity);
        }
        keys = new long[size];
        places = new int[size];
        mask = size - 1;
        Arrays.fill(keys, EMPTY);
    }

    /// The place of the pixel, or -1.
    public int find(int line, int sample) {
        int slot = slot(key(line, sample));
        return keys[slot] == EMPTY ? -1 : places[slot];
    }

    /// Notes the place unless the pixel has one already.
    public void add(int line, int sample, int place) {
        long key = key(line, sample);
        int slot = slot(key);
        if (keys[slot] == EMPTY) {
            keys[slot] = key;
            places[slot] = place;
        }
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & mask;
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static long key(int line, int sample) {
        return (long) line << 32 | sample & 0xffffffffL;
    }
}
