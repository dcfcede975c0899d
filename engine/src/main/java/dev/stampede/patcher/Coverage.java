package dev.stampede.patcher;

import dev.stampede.patcher.sampler.RegularAnchors;
import java.util.List;

/// How many patches lie over one another.
final class Coverage {
    private Coverage() {}

    /// Most patches over one cell: exact for a regular stride, otherwise a bound, the most patches that
    /// meet one and the same patch.
    static int most(List<PixelAnchor> anchors, PatchSize size) {
        if (anchors instanceof RegularAnchors regular) {
            return Math.min(regular.rows(), Math.ceilDiv(size.rows(), regular.rowStep()))
                    * Math.min(regular.cols(), Math.ceilDiv(size.cols(), regular.colStep()));
        }
        var sorted = anchors.stream().sorted().toList();
        int most = 0;
        int first = 0;
        for (int i = 0; i < sorted.size(); i++) {
            while (sorted.get(i).row() - sorted.get(first).row() >= size.rows()) {
                first++;
            }
            int meeting = 0;
            for (int j = first;
                    j < sorted.size() && sorted.get(j).row() - sorted.get(i).row() < size.rows();
                    j++) {
                meeting += Math.abs(sorted.get(j).col() - sorted.get(i).col()) < size.cols() ? 1 : 0;
            }
            most = Math.max(most, meeting);
        }
        return most;
    }
}
