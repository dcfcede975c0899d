package dev.stampede.catalog;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.strtree.STRtree;

/// Which scenes of several sensors saw the same place at about the same time. For each primary row the rows of
/// each secondary catalog are narrowed by box, then by time, then by place; the rest are combined, one of each
/// catalog.
///
/// The nearest in time is chosen before the exact place is looked at, so a nearest one that fails there hides
/// a farther one that would pass; [#spatialFirst] turns the order.
///
/// @param spatial      how footprints must lie
/// @param temporal     how times must lie
/// @param joinAll      whether every secondary catalog must give a member; else at least one
/// @param spatialFirst whether place is decided before time
public record Matchup(Spatial spatial, Temporal temporal, boolean joinAll, boolean spatialFirst) {
    /// How a secondary footprint must lie to the primary one.
    public sealed interface Spatial {
        boolean accepts(Geometry primary, Geometry secondary);
    }

    /// They share at least a point.
    public record Intersects() implements Spatial {
        @Override
        public boolean accepts(Geometry primary, Geometry secondary) {
            return primary.intersects(secondary);
        }
    }

    /// Shared area over the area of both is at least `least`, in [0, 1].
    public record IouAtLeast(double least) implements Spatial {
        public IouAtLeast {
            if (!(least >= 0 && least <= 1)) {
                throw new IllegalArgumentException("IouAtLeast: " + least + " is not between 0 and 1");
            }
        }

        @Override
        public boolean accepts(Geometry primary, Geometry secondary) {
            double shared = primary.intersection(secondary).getArea();
            double both = primary.getArea() + secondary.getArea() - shared;
            return both > 0 && shared / both >= least;
        }
    }

    /// The secondary's centroid lies inside the primary, grown by `buffer` map units.
    public record CentroidWithin(double buffer) implements Spatial {
        @Override
        public boolean accepts(Geometry primary, Geometry secondary) {
            var area = buffer == 0 ? primary : primary.buffer(buffer);
            return secondary.getCentroid().within(area);
        }
    }

    /// The primary holds all of the secondary.
    public record Contains() implements Spatial {
        @Override
        public boolean accepts(Geometry primary, Geometry secondary) {
            return primary.contains(secondary);
        }
    }

    /// Which of the candidates lie right in time.
    public sealed interface Temporal {
        /// The accepted ones, in their order.
        List<CatalogRow> accepted(CatalogRow primary, List<CatalogRow> candidates);
    }

    /// The one whose midpoint is nearest, if within `most`.
    public record NearestInTime(Duration most) implements Temporal {
        @Override
        public List<CatalogRow> accepted(CatalogRow primary, List<CatalogRow> candidates) {
            CatalogRow nearest = null;
            for (var candidate : candidates) {
                if (nearest == null
                        || offset(primary, candidate)
                                        .abs()
                                        .compareTo(offset(primary, nearest).abs())
                                < 0) {
                    nearest = candidate;
                }
            }
            return nearest == null || offset(primary, nearest).abs().compareTo(most) > 0 ? List.of() : List.of(nearest);
        }
    }

    /// Those whose midpoint lies between `from` and `to` after the primary's (negative: before).
    public record WithinWindow(Duration from, Duration to) implements Temporal {
        @Override
        public List<CatalogRow> accepted(CatalogRow primary, List<CatalogRow> candidates) {
            return candidates.stream()
                    .filter(candidate -> {
                        var offset = offset(primary, candidate);
                        return offset.compareTo(from) >= 0 && offset.compareTo(to) <= 0;
                    })
                    .toList();
        }
    }

    /// Those whose interval overlaps the primary's grown by `tolerance` on both sides.
    public record Synchronous(Duration tolerance) implements Temporal {
        @Override
        public List<CatalogRow> accepted(CatalogRow primary, List<CatalogRow> candidates) {
            var wide = primary.interval().widened(tolerance);
            return candidates.stream()
                    .filter(candidate -> wide.intersects(candidate.interval()))
                    .toList();
        }
    }

    private static Duration offset(CatalogRow primary, CatalogRow other) {
        return Duration.between(primary.interval().midpoint(), other.interval().midpoint());
    }

    /// One member of a matchup.
    ///
    /// @param role   `primary`, or the name under which its catalog was given
    /// @param row    its row, the footprint in the primary catalog's system
    /// @param offset of its midpoint from the primary's
    public record Member(String role, CatalogRow row, Duration offset) {}

    /// Rows that belong together, the primary first.
    ///
    /// @param shared intersection of all footprints
    public record Match(List<Member> members, Geometry shared) {}

    /// Matchups in the order of the primary's rows, then of the secondaries'.
    /// @param secondaries role and catalog, in the order in which members are listed
    /// @throws IOException if a catalog cannot be brought into the primary's system
    public List<Match> match(Catalog primary, Map<String, Catalog> secondaries) throws IOException {
        var found = new ArrayList<Match>();
        var indexes = new LinkedHashMap<String, Candidates>();
        for (var secondary : secondaries.entrySet()) {
            indexes.put(secondary.getKey(), new Candidates(Footprints.inSystem(secondary.getValue(), primary.crs())));
        }
        for (var row : primary) {
            var first = List.of(new Member("primary", row, Duration.ZERO));
            var combinations = new ArrayList<>(List.of(first));
            boolean complete = true;
            for (var secondary : indexes.entrySet()) {
                var accepted = accepted(row, secondary.getValue());
                if (accepted.isEmpty()) {
                    complete = false;
                } else {
                    combinations = product(combinations, secondary.getKey(), row, accepted);
                }
            }
            boolean any = combinations.getFirst().size() > 1;
            if (joinAll ? complete && any : any) {
                combinations.forEach(members -> found.add(new Match(members, shared(members))));
            }
        }
        return found;
    }

    private record Candidates(List<CatalogRow> rows, STRtree tree) {
        Candidates(List<CatalogRow> rows) {
            this(rows, new STRtree());
            for (int i = 0; i < rows.size(); i++) {
                tree.insert(rows.get(i).geometry().getEnvelopeInternal(), i);
            }
            tree.build();
        }

        List<CatalogRow> near(Geometry area) {
            var found = new ArrayList<Integer>();
            tree.query(area.getEnvelopeInternal(), item -> found.add((Integer) item));
            return found.stream().sorted().map(rows::get).toList();
        }
    }

    private List<CatalogRow> accepted(CatalogRow primary, Candidates candidates) {
        var search = spatial instanceof CentroidWithin(var buffer) && buffer > 0
                ? primary.geometry().buffer(buffer)
                : primary.geometry();
        var near = candidates.near(search);
        return spatialFirst
                ? temporal.accepted(primary, inPlace(primary, near))
                : inPlace(primary, temporal.accepted(primary, near));
    }

    private List<CatalogRow> inPlace(CatalogRow primary, List<CatalogRow> candidates) {
        return candidates.stream()
                .filter(candidate -> spatial.accepts(primary.geometry(), candidate.geometry()))
                .toList();
    }

    private static ArrayList<List<Member>> product(
            List<List<Member>> combinations, String role, CatalogRow primary, List<CatalogRow> accepted) {
        var longer = new ArrayList<List<Member>>();
        for (var combination : combinations) {
            for (var row : accepted) {
                var members = new ArrayList<>(combination);
                members.add(new Member(role, row, offset(primary, row)));
                longer.add(List.copyOf(members));
            }
        }
        return longer;
    }

    private static Geometry shared(List<Member> members) {
        return members.stream()
                .map(member -> member.row().geometry())
                .reduce(Geometry::intersection)
                .orElseThrow();
    }

    /// The nearest within six hours whose footprint shares a point.
    public static Matchup standard() {
        return new Matchup(new Intersects(), new NearestInTime(Duration.ofHours(6)), true, false);
    }
}
