package dev.stampede.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// The corners of one connected region of pixels, gathered line by line from the top, and the rings they
/// form. A line lies between two rows of pixels. Every corner ends one horizontal and one vertical edge;
/// where two pixels of the region meet only in a corner there are two, each around one pixel of the outside.
final class RingCorners {
    private final int[] openAt; // the corner at the upper end of the vertical edge at a column
    private int count;
    private int[] x = new int[256];
    private int[] y = new int[256];
    private int[] across = new int[256]; // the corner at the other end of the horizontal edge
    private int[] along = new int[256]; // the corner at the other end of the vertical edge
    private int leftEnd; // of the horizontal edge being walked

    RingCorners(int width) {
        openAt = new int[width + 1];
    }

    /// Adds the corners of the line above row `row`.
    /// @param above begins and ends of the runs in the row above, ascending
    /// @param below the same of the row below
    void addLine(int row, int[] above, int[] below) {
        int a = 0;
        int b = 0;
        boolean aboveIn = false;
        boolean belowIn = false;
        while (a < above.length || b < below.length) {
            int col = Math.min(
                    a < above.length ? above[a] : Integer.MAX_VALUE, b < below.length ? below[b] : Integer.MAX_VALUE);
            boolean up = a < above.length && above[a] == col;
            boolean down = b < below.length && below[b] == col;
            boolean edgeLeft = aboveIn != belowIn;
            aboveIn ^= up;
            belowIn ^= down;
            a += up ? 1 : 0;
            b += down ? 1 : 0;
            boolean edgeRight = aboveIn != belowIn;
            if (edgeLeft && edgeRight) {
                // All four edges meet. Turn around the outside: below on the left if the upper right is outside.
                boolean leftGoesDown = !aboveIn;
                add(col, row, false, !leftGoesDown);
                add(col, row, true, leftGoesDown);
                if (leftGoesDown) { // the upper edge was joined last; now the lower one begins
                    openAt[col] = count - 2;
                } else {
                    openAt[col] = count - 1;
                }
            } else if (edgeLeft || edgeRight) {
                add(col, row, edgeRight, up);
                if (down) {
                    openAt[col] = count - 1;
                }
            }
        }
    }

    /// Adds a corner; `joinsUp` if its vertical edge comes from above.
    private void add(int col, int row, boolean edgeRight, boolean joinsUp) {
        if (count == x.length) {
            int room = Math.addExact(count, count / 2);
            x = Arrays.copyOf(x, room);
            y = Arrays.copyOf(y, room);
            across = Arrays.copyOf(across, room);
            along = Arrays.copyOf(along, room);
        }
        x[count] = col;
        y[count] = row;
        if (edgeRight) {
            leftEnd = count;
        } else {
            across[count] = leftEnd;
            across[leftEnd] = count;
        }
        if (joinsUp) {
            along[count] = openAt[col];
            along[openAt[col]] = count;
        }
        count++;
    }

    /// The region: the ring of the first corner, and every other ring as a hole.
    Polygon polygon() {
        var factory = new GeometryFactory();
        var taken = new BitSet(count);
        LinearRing shell = null;
        List<LinearRing> holes = new ArrayList<>();
        for (int first = 0; first < count; first = taken.nextClearBit(first + 1)) {
            var ring = factory.createLinearRing(ring(first, taken));
            if (shell == null) {
                shell = ring;
            } else {
                holes.add(ring);
            }
        }
        return factory.createPolygon(shell, holes.toArray(LinearRing[]::new));
    }

    private Coordinate[] ring(int first, BitSet taken) {
        var ring = new ArrayList<Coordinate>();
        int corner = first;
        do {
            taken.set(corner);
            ring.add(new Coordinate(x[corner], y[corner]));
            corner = along[corner];
            taken.set(corner);
            ring.add(new Coordinate(x[corner], y[corner]));
            corner = across[corner];
        } while (corner != first);
        ring.add(ring.getFirst().copy());
        return ring.toArray(Coordinate[]::new);
    }
}
