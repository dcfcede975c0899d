package dev.stampede.bindings.hdf5;

import static dev.stampede.bindings.hdf5.generated.Hdf5.*;

import dev.stampede.bindings.hdf5.generated.Hdf5;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Attributes of groups and datasets: numbers, strings, lists of strings.
public final class Hdf5Attributes {
    private static final int MAX_BYTES = 1 << 24;
    private static final int MAX_TEXTS = 1 << 16;

    private final Hdf5Session session;

    public Hdf5Attributes(Hdf5Session session) {
        this.session = session;
    }

    /// The text of an attribute; empty if there is none of that name.
    public Optional<String> text(long object, String name) throws Hdf5Exception {
        int mark = session.mark();
        try (var arena = Arena.ofConfined()) {
            long attribute = open(arena, object, name);
            if (attribute < 0) {
                return Optional.empty();
            }
            long type = session.own(H5Aget_type(attribute), Hdf5::H5Tclose, "read attribute " + name);
            long bytes = H5Tget_size(type);
            if (H5Tget_class(type) != H5T_STRING() || bytes < 1 || count(arena, attribute, name) != 1) {
                throw new Hdf5Exception("attribute " + name + " is no text");
            }
            if (H5Tis_variable_str(type) > 0) {
                return Optional.of(textOf(variable(object, name, 1).getFirst()).stripTrailing());
            }
            requireSane(bytes, name);
            var text = arena.allocate(bytes + 1);
            session.check(H5Aread(attribute, type, text), "read attribute " + name);
            return Optional.of(text.getString(0, StandardCharsets.UTF_8).stripTrailing());
        } finally {
            session.release(mark);
        }
    }

    private List<byte[]> variable(long object, String name, long count) throws Hdf5Exception {
        var values = Hdf5VariableLength.read(session.path(), session.address(object), name, (int) count);
        if (values == null) {
            throw new Hdf5Exception("attribute " + name + " is stored in a way that cannot be read");
        }
        return values;
    }

    private static String textOf(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /// A whole number; empty if there is no attribute of that name.
    public OptionalLong number(long object, String name) throws Hdf5Exception {
        int mark = session.mark();
        try (var arena = Arena.ofConfined()) {
            long attribute = open(arena, object, name);
            if (attribute < 0) {
                return OptionalLong.empty();
            }
            long type = session.own(H5Aget_type(attribute), Hdf5::H5Tclose, "read attribute " + name);
            if (Hdf5Type.of(type) == Hdf5Type.OTHER || count(arena, attribute, name) != 1) {
                throw new Hdf5Exception("attribute " + name + " is not one number");
            }
            var value = arena.allocate(8, 8);
            session.check(H5Aread(attribute, Hdf5Type.I64.id(), value), "read attribute " + name);
            return OptionalLong.of(value.get(Hdf5Data.U64, 0));
        } finally {
            session.release(mark);
        }
    }

    /// A number of any type, rounded to a double; empty if there is no attribute of that name or it is not one
    /// number.
    public OptionalDouble real(long object, String name) throws Hdf5Exception {
        int mark = session.mark();
        try (var arena = Arena.ofConfined()) {
            long attribute = open(arena, object, name);
            if (attribute < 0) {
                return OptionalDouble.empty();
            }
            long type = session.own(H5Aget_type(attribute), Hdf5::H5Tclose, "read attribute " + name);
            var kind = Hdf5Type.of(type);
            if (kind == Hdf5Type.OTHER || kind == Hdf5Type.REFERENCE || count(arena, attribute, name) != 1) {
                return OptionalDouble.empty();
            }
            var value = arena.allocate(8, 8);
            session.check(H5Aread(attribute, Hdf5Type.F64.id(), value), "read attribute " + name);
            return OptionalDouble.of(value.get(ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.LITTLE_ENDIAN), 0));
        } finally {
            session.release(mark);
        }
    }

    /// A list of strings stored as sequences of characters of their own length; `null` if there is no such
    /// attribute.
    public List<String> texts(long object, String name) throws Hdf5Exception {
        int mark = session.mark();
        try (var arena = Arena.ofConfined()) {
            long attribute = open(arena, object, name);
            if (attribute < 0) {
                return null;
            }
            long type = session.own(H5Aget_type(attribute), Hdf5::H5Tclose, "read attribute " + name);
            if (H5Tget_class(type) != H5T_VLEN()) {
                throw new Hdf5Exception("attribute " + name + " is no list of texts");
            }
            long count = count(arena, attribute, name);
            if (count > MAX_TEXTS) {
                throw new Hdf5Exception("attribute " + name + " has " + count + " texts");
            }
            var texts = variable(object, name, count).stream()
                    .map(Hdf5Attributes::textOf)
                    .toList();
            return texts;
        } finally {
            session.release(mark);
        }
    }

    public void putText(long object, String name, String value) throws Hdf5Exception {
        int mark = session.mark();
        try (var arena = Arena.ofConfined()) {
            var bytes = value.getBytes(StandardCharsets.UTF_8);
            long type = session.own(H5Tcopy(H5T_C_S1_g()), Hdf5::H5Tclose, "make a type");
            session.check(H5Tset_size(type, Math.max(1, bytes.length)), "make a type");
            long space = session.own(H5Screate(H5S_SCALAR()), Hdf5::H5Sclose, "make a shape");
            var data = arena.allocate(bytes.length + 1).copyFrom(MemorySegment.ofArray(bytes));
            put(arena, object, name, type, type, space, data);
        } finally {
            session.release(mark);
        }
    }

    public void putNumber(long object, String name, Hdf5Type type, long value) throws Hdf5Exception {
        int mark = session.mark();
        try (var arena = Arena.ofConfined()) {
            long space = session.own(H5Screate(H5S_SCALAR()), Hdf5::H5Sclose, "make a shape");
            var data = arena.allocate(8, 8);
            data.set(Hdf5Data.U64, 0, value);
            put(arena, object, name, type.id(), Hdf5Type.I64.id(), space, data);
        } finally {
            session.release(mark);
        }
    }

    /// Writes a double.
    public void putReal(long object, String name, double value) throws Hdf5Exception {
        int mark = session.mark();
        try (var arena = Arena.ofConfined()) {
            long space = session.own(H5Screate(H5S_SCALAR()), Hdf5::H5Sclose, "make a shape");
            var data = arena.allocate(8, 8);
            data.set(ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.LITTLE_ENDIAN), 0, value);
            put(arena, object, name, Hdf5Type.F64.id(), Hdf5Type.F64.id(), space, data);
        } finally {
            session.release(mark);
        }
    }

    /// Writes what [#texts] reads.
    public void putTexts(long object, String name, List<String> values) throws Hdf5Exception {
        int mark = session.mark();
        try (var arena = Arena.ofConfined()) {
            long type = session.own(H5Tvlen_create(character()), Hdf5::H5Tclose, "make a type");
            long space = session.own(
                    H5Screate_simple(1, Hdf5Data.toSegment(arena, new long[] {values.size()}), MemorySegment.NULL),
                    Hdf5::H5Sclose,
                    "make a shape");
            var sequences = arena.allocate(Math.max(1, values.size()) * 16L, 8);
            for (int i = 0; i < values.size(); i++) {
                var bytes = values.get(i).getBytes(StandardCharsets.UTF_8);
                sequences.set(Hdf5Data.U64, i * 16L, bytes.length);
                sequences.set(C_POINTER, i * 16L + 8, arena.allocateFrom(values.get(i)));
            }
            put(arena, object, name, type, type, space, sequences);
        } finally {
            session.release(mark);
        }
    }

    private void put(
            Arena arena, long object, String name, long fileType, long memoryType, long space, MemorySegment data)
            throws Hdf5Exception {
        long attribute = session.own(
                H5Acreate2(object, arena.allocateFrom(name), fileType, space, 0, 0),
                Hdf5::H5Aclose,
                "make attribute " + name);
        session.check(H5Awrite(attribute, memoryType, data), "write attribute " + name);
    }

    /// The attribute or a negative number if there is none.
    private long open(Arena arena, long object, String name) throws Hdf5Exception {
        var text = arena.allocateFrom(name);
        if (session.check(H5Aexists(object, text), "look for attribute " + name) == 0) {
            return -1;
        }
        return session.own(H5Aopen(object, text, 0), Hdf5::H5Aclose, "open attribute " + name);
    }

    private long count(Arena arena, long attribute, String name) throws Hdf5Exception {
        long space = session.own(H5Aget_space(attribute), Hdf5::H5Sclose, "read attribute " + name);
        int rank = (int) session.check(H5Sget_simple_extent_ndims(space), "read attribute " + name);
        var dims = Hdf5Data.longs(arena, Math.max(1, rank));
        session.check(H5Sget_simple_extent_dims(space, dims, MemorySegment.NULL), "read attribute " + name);
        long count = H5Sget_simple_extent_type(space) == H5S_NULL() ? 0 : 1;
        for (long d : Hdf5Data.toArray(dims, rank)) {
            requireSane(d, name);
            count = Math.multiplyExact(count, d);
        }
        return count;
    }

    private static long character() {
        return H5T_C_S1_g();
    }

    private static void requireSane(long bytes, String name) throws Hdf5Exception {
        if (bytes < 0 || bytes > MAX_BYTES) {
            throw new Hdf5Exception("attribute " + name + " has length " + bytes);
        }
    }
}
