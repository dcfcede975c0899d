package dev.stampede.mosaic.global;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Statistics the system of equations is made of.
///
/// @param whole    per image name and band
/// @param overlaps of pairs that share valid pixels
public record ImageStatistics(Map<String, List<BandStatistics>> whole, List<Overlap> overlaps) {
    public ImageStatistics {
        overlaps = List.copyOf(overlaps);
    }

    Optional<Overlap> overlap(String a, String b) {
        return overlaps.stream().filter(pair -> pair.joins(a, b)).findFirst();
    }
}
