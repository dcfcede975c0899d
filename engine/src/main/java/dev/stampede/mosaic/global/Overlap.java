package dev.stampede.mosaic.global;

import java.util.List;

/// Statistics of the pixels two images share.
///
/// @param first  of the image whose name comes first in order of characters, per band
/// @param second of the other, per band
public record Overlap(String firstName, String secondName, List<BandStatistics> first, List<BandStatistics> second) {
    public Overlap {
        first = List.copyOf(first);
        second = List.copyOf(second);
    }

    /// Whether there was a pixel at all.
    boolean isEmpty() {
        return first.stream().allMatch(band -> band.size() == 0);
    }

    /// The statistics of one of the two, per band.
    public List<BandStatistics> of(String name) {
        return name.equals(firstName) ? first : second;
    }

    boolean joins(String a, String b) {
        return firstName.equals(a) && secondName.equals(b) || firstName.equals(b) && secondName.equals(a);
    }
}
