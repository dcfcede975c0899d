package dev.stampede.mosaic.seam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateList;
import org.locationtech.jts.geom.LineString;

/// Joins lines that meet end to end, with no third line there, into the longest stretches. Stretches come in
/// the order of their first line; closed ones come last.
final class CommonStretches {
    private final List<LineString> lines;
    private final boolean[] used;
    private final Map<Coordinate, List<Integer>> linesAt = new HashMap<>();

    private CommonStretches(List<LineString> lines) {
        this.lines = lines;
        this.used = new boolean[lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            linesAt.computeIfAbsent(start(i), place -> new ArrayList<>()).add(i);
            linesAt.computeIfAbsent(end(i), place -> new ArrayList<>()).add(i);
        }
    }

    static List<LineString> joined(List<LineString> lines) {
        return new CommonStretches(lines).join();
    }

    private Coordinate start(int line) {
        return lines.get(line).getCoordinateN(0);
    }

    private Coordinate end(int line) {
        return lines.get(line).getCoordinateN(lines.get(line).getNumPoints() - 1);
    }

    private List<LineString> join() {
        List<LineString> stretches = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!used[i] && linesAt.get(start(i)).size() != 2) {
                stretches.add(from(i, true));
            } else if (!used[i] && linesAt.get(end(i)).size() != 2) {
                stretches.add(from(i, false));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!used[i]) {
                stretches.add(from(i, true));
            }
        }
        return stretches;
    }

    private LineString from(int first, boolean forward) {
        var places = new CoordinateList();
        int line = first;
        boolean along = forward;
        while (true) {
            used[line] = true;
            places.add(lines.get(line).getCoordinates(), false, along);
            var reached = along ? end(line) : start(line);
            var here = linesAt.get(reached);
            int next = here.size() != 2 ? -1 : here.get(0) == line ? here.get(1) : here.get(0);
            if (next < 0 || used[next]) {
                return lines.get(first).getFactory().createLineString(places.toCoordinateArray());
            }
            along = start(next).equals2D(reached);
            line = next;
        }
    }
}
