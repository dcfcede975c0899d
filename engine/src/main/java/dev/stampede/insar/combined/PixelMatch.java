package dev.stampede.insar.combined;

import dev.stampede.insar.model.PixelPlaces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;

/// Which points of a single-master set are also in a small-baseline set.
///
/// @param single     rows of the single-master set that are in no place of the other, ordered by longitude,
///                   then latitude
/// @param common     rows of the single-master set whose pixel the other has too
/// @param partner    row of the small-baseline set for each of `common`
/// @param duplicates single-master points left out because another point has their coordinates
record PixelMatch(int[] single, int[] common, int[] partner, int duplicates) {
    private record LonLat(double lon, double lat) {}

    /// Pixels are the same when line and column are equal. A point in a pixel of its own is left out when a
    /// point of the small-baseline set has its very longitude and latitude; of several such single-master
    /// points one is kept.
    // COMPAT: the order of `single` is that of StaMPS, whose set difference sorts rows.
    static PixelMatch of(PointSet singleMaster, PointSet smallBaselines) {
        var places = new PixelPlaces(smallBaselines.count());
        var taken = new HashSet<LonLat>();
        for (int row = smallBaselines.count() - 1; row >= 0; row--) { // the last of a pixel's rows counts
            places.add(smallBaselines.line(row), smallBaselines.column(row), row);
            taken.add(lonLat(smallBaselines, row));
        }
        var single = new ArrayList<Integer>();
        var common = new ArrayList<Integer>();
        var partner = new ArrayList<Integer>();
        int duplicates = 0;
        for (int row = 0; row < singleMaster.count(); row++) {
            int place = places.find(singleMaster.line(row), singleMaster.column(row));
            if (place >= 0) {
                common.add(row);
                partner.add(place);
            } else if (taken.add(lonLat(singleMaster, row))) {
                single.add(row);
            } else {
                duplicates++;
            }
        }
        single.sort(Comparator.comparingDouble((Integer row) -> lonLat(singleMaster, row).lon)
                .thenComparingDouble(row -> lonLat(singleMaster, row).lat));
        return new PixelMatch(ints(single), ints(common), ints(partner), duplicates);
    }

    private static LonLat lonLat(PointSet set, int row) {
        return new LonLat(set.stack().lonLat().get(row, 0), set.stack().lonLat().get(row, 1));
    }

    private static int[] ints(ArrayList<Integer> rows) {
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Without the single-master points that `keep` refuses.
    PixelMatch keeping(java.util.function.IntPredicate keep) {
        return new PixelMatch(java.util.Arrays.stream(single).filter(keep).toArray(), common, partner, duplicates);
    }
}
