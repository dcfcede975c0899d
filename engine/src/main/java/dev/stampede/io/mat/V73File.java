package dev.stampede.io.mat;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.hdf5.Hdf5Exception;
import dev.stampede.bindings.hdf5.Hdf5Library;
import dev.stampede.bindings.hdf5.Hdf5Session;
import dev.stampede.io.MissingLibraryException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file of level 7.3: HDF5 behind a MATLAB header. The file is opened anew for each read, so that nothing
/// of the HDF5 library is held between calls. Variables come in ascending order of their names, which is
/// the order HDF5 keeps.
final class V73File implements MatFile {
    private final Path path;
    private final List<MatVariable> variables;

    private V73File(Path path, List<MatVariable> variables) {
        this.path = path;
        this.variables = variables;
    }

    static V73File open(Path path) throws IOException {
        requireLibrary(path, "read");
        List<MatVariable> variables = new ArrayList<>();
        try (var session = Hdf5Session.begin()) {
            long file = session.openFile(path);
            var reader = new V73Reader(session, path, file);
            for (var name : session.members(file)) {
                if (!name.startsWith("#")) {
                    var about = reader.describe(name);
                    if (about.type() != null) {
                        variables.add(new MatVariable(name, about.type(), about.dims(), about.complex()));
                    }
                }
            }
        } catch (Hdf5Exception e) {
            throw new FormatException(path, "damaged HDF5 file: " + e.getMessage(), e);
        }
        return new V73File(path, List.copyOf(variables));
    }

    static void requireLibrary(Path path, String what) throws IOException {
        if (Hdf5Library.status() instanceof NativeLibrary.Missing(var _, var reason)) {
            throw new MissingLibraryException(
                    path + ": cannot " + what + " a MATLAB 7.3 file without the HDF5 library (" + reason
                            + "); install HDF5, name its file with -Dstampede.native.hdf5.path, or use -v7 files");
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public MatFormat format() {
        return MatFormat.V73;
    }

    @Override
    public List<MatVariable> variables() {
        return variables;
    }

    @Override
    public MatValue read(Arena arena, String name) throws IOException {
        require(name);
        try (var session = Hdf5Session.begin()) {
            long file = session.openFile(path);
            return new V73Reader(session, path, file).read(arena, name);
        } catch (Hdf5Exception e) {
            throw damaged(name, e);
        }
    }

    @Override
    public MatArray readColumns(Arena arena, String name, long from, long to) throws IOException {
        Columns.require(path, require(name), from, to);
        try (var session = Hdf5Session.begin()) {
            long file = session.openFile(path);
            return new V73Reader(session, path, file).columns(arena, name, from, to);
        } catch (Hdf5Exception e) {
            throw damaged(name, e);
        }
    }

    private MatVariable require(String name) throws FormatException {
        return find(name)
                .orElseThrow(() -> Columns.noSuchVariable(
                        path, name, variables.stream().map(MatVariable::name).toList()));
    }

    private FormatException damaged(String name, Hdf5Exception e) {
        return new FormatException(path, "variable " + name + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {}
}
