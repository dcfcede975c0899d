package dev.stampede.insar.params;

import dev.stampede.insar.artifacts.DurableFiles;
import dev.stampede.insar.artifacts.StampsLog;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatText;
import dev.stampede.io.mat.MatValue;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The parameters of one folder on disk: `parms.mat` of the folder or of the one above it, and
/// `localparms.mat` of the folder alone, whose values win. Every change replaces a file in one step and is
/// logged beside it.
public final class ParameterFiles {
    /// Day of creation, the only entry that is no parameter.
    public static final String CREATED = "Created";

    private static final String SMALL_BASELINE = "small_baseline_flag";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.ENGLISH);

    /// One change to a parameter file.
    ///
    /// @param name  full name of the parameter
    /// @param value its new value, or `null` when it was removed and the default is in force again
    /// @param file  where it was changed
    public record Change(String name, MatValue value, Path file) {}

    private final Path folder;
    private final Path shared;
    private final Path local;

    private ParameterFiles(Path folder, Path shared) {
        this.folder = folder;
        this.shared = shared;
        this.local = folder.resolve("localparms.mat");
    }

    /// Finds the files that apply to a folder.
    /// @throws UsageException if there is no `parms.mat` in it or above it
    public static ParameterFiles of(Path folder) {
        var absolute = folder.toAbsolutePath().normalize();
        var here = absolute.resolve("parms.mat");
        if (Files.exists(here)) {
            return new ParameterFiles(absolute, here);
        }
        var above = absolute.resolveSibling("parms.mat");
        if (Files.exists(above)) {
            return new ParameterFiles(absolute, above);
        }
        throw new UsageException(
                "no parms.mat in " + absolute + " or the folder above; preparation makes it: stampede prep");
    }

    /// Makes `parms.mat` of a new dataset with the defaults of its mode, and `ps_parms_initial.log` or
    /// `sb_parms_initial.log`. Apart from the day in `Created` the bytes depend on the arguments only.
    public static void create(Path folder, boolean smallBaseline, String processor) throws IOException {
        create(folder, smallBaseline, processor, LocalDate.now());
    }

    static void create(Path folder, boolean smallBaseline, String processor, LocalDate day) throws IOException {
        var values = new TreeMap<String, MatValue>(
                Parameters.defaults(smallBaseline, processor).values());
        values.put(CREATED, Mat.text(DAY.format(day)));
        write(folder.resolve("parms.mat"), values);
        var log = new StringBuilder();
        values.forEach((name, value) -> log.append(name)
                .append(" = ")
                .append(ParameterText.format(value))
                .append('\n'));
        DurableFiles.replace(
                folder.resolve(smallBaseline ? "sb_parms_initial.log" : "ps_parms_initial.log"), log.toString());
    }

    /// Where `parms.mat` was found.
    public Path file() {
        return shared;
    }

    /// The file of values of this folder alone, whether or not there is one.
    Path localFile() {
        return local;
    }

    /// The values in force: migrated, completed with defaults, local ones on top. Writes nothing.
    public Parameters load() throws IOException {
        var values = completed(read(shared));
        if (Files.exists(local)) {
            values.putAll(read(local));
        }
        values.remove(CREATED);
        return new Parameters(values);
    }

    /// Writes missing parameters and migrated names into `parms.mat`, logging each. A file that cannot be
    /// written is left as it is with a warning, because [#load] completes in memory anyway.
    /// @return the names that were added or migrated
    public List<String> complete() throws IOException {
        var before = read(shared);
        var after = completed(before);
        var changed = new ArrayList<String>();
        after.forEach((name, value) -> {
            if (before.get(name) != value) {
                changed.add(name);
            }
        });
        if (changed.isEmpty() && after.size() == before.size()) {
            return changed;
        }
        try {
            write(shared, after);
        } catch (IOException e) {
            System.getLogger(ParameterFiles.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot add missing parameters to " + shared + ": " + e);
            return List.of();
        }
        changed.forEach(name -> log(shared, "ps_parms_default", name, after.get(name)));
        return changed;
    }

    /// Changes a parameter where it is set: in `localparms.mat` if it stands there, otherwise in
    /// `parms.mat`. NaN brings the default back.
    ///
    /// @param name full name or an unambiguous beginning
    /// @throws UsageException if the name is unknown or ambiguous, or the parameter is fixed
    public Change set(String name, MatValue value) throws IOException {
        var full = load().resolve(name)
                .orElseThrow(
                        () -> new UsageException("unknown parameter " + name + "; list them: stampede params list"));
        if (full.equals(SMALL_BASELINE)) {
            throw new UsageException(SMALL_BASELINE + " is fixed when a dataset is made; prepare it again instead");
        }
        boolean isLocal = Files.exists(local) && read(local).containsKey(full);
        return isNaN(value)
                ? removeFrom(isLocal ? local : shared, full)
                : putInto(isLocal ? local : shared, full, value);
    }

    /// As [#set(String, MatValue)] with the value as people write it, read as the kind of the present value.
    public Change set(String name, String text) throws IOException {
        var values = load();
        var full = values.resolve(name);
        return set(
                name,
                full.isEmpty()
                        ? ParameterText.parse(text)
                        : ParameterText.parse(name, text, values.values().get(full.get())));
    }

    /// Adds a parameter to `parms.mat` (flag 1 of the original's `setparm`).
    /// @param name full name, known or not
    public Change add(String name, MatValue value) throws IOException {
        return putInto(shared, requireName(name), value);
    }

    /// Adds a parameter to `localparms.mat` of the folder, making the file if needed (flag 2).
    /// @param name full name, known or not
    public Change addLocal(String name, MatValue value) throws IOException {
        return putInto(local, requireName(name), value);
    }

    /// Deletes an entry of `parms.mat`, so that the default is in force again (flag -1).
    public Change remove(String name) throws IOException {
        return removeFrom(shared, entryOf(shared, name));
    }

    /// Deletes an entry of `localparms.mat`; the file goes when nothing is left in it (flag -2).
    public Change removeLocal(String name) throws IOException {
        return removeFrom(local, entryOf(local, name));
    }

    /// Brings the default of one parameter back.
    public Change reset(String name) throws IOException {
        return set(name, Mat.scalar(Double.NaN));
    }

    /// Brings every default back except what stage 1 read from the metadata, and removes local values.
    public List<Change> resetAll() throws IOException {
        var present = read(shared);
        var kept = new TreeMap<String, MatValue>();
        present.forEach((name, value) -> {
            if (name.equals(CREATED)
                    || name.equals(SMALL_BASELINE)
                    || name.equals("insar_processor")
                    || ParameterDefaults.FROM_METADATA.contains(name)) {
                kept.put(name, value);
            }
        });
        var after = completed(kept);
        var changes = new ArrayList<Change>();
        present.forEach((name, value) -> {
            var now = after.get(name);
            if (now == null || !ParameterText.format(now).equals(ParameterText.format(value))) {
                changes.add(new Change(name, now, shared));
            }
        });
        write(shared, after);
        Files.deleteIfExists(local);
        changes.forEach(c -> log(shared, "setparm", c.name(), c.value()));
        return changes;
    }

    /// Stores values a stage found out, such as the wavelength; writes only if something changes.
    public void store(Map<String, MatValue> values) throws IOException {
        var all = read(shared);
        boolean same = values.entrySet().stream()
                .allMatch(e -> all.containsKey(e.getKey())
                        && ParameterText.format(all.get(e.getKey())).equals(ParameterText.format(e.getValue())));
        if (!same) {
            all.putAll(values);
            write(shared, all);
            values.forEach((name, value) -> log(shared, "setparm", name, value));
        }
    }

    private Change putInto(Path file, String name, MatValue value) throws IOException {
        var values = Files.exists(file) ? read(file) : new TreeMap<String, MatValue>();
        values.putIfAbsent(CREATED, Mat.text(DAY.format(LocalDate.now())));
        values.put(name, value);
        write(file, values);
        log(file, "setparm", name, value);
        return new Change(name, value, file);
    }

    private Change removeFrom(Path file, String name) throws IOException {
        if (name.equals(SMALL_BASELINE)) {
            throw new UsageException(SMALL_BASELINE + " has no default to go back to");
        }
        var values = read(file);
        values.remove(name);
        if (file.equals(local) && values.keySet().stream().allMatch(CREATED::equals)) {
            Files.delete(file);
        } else {
            write(file, file.equals(shared) ? completed(values) : values);
        }
        log(file, "setparm", name, load().values().get(name));
        return new Change(name, null, file);
    }

    private static String entryOf(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            throw new UsageException(file + " does not exist, so " + name + " is not set there");
        }
        return new Parameters(read(file))
                .resolve(name)
                .orElseThrow(() -> new UsageException(name + " is not set in " + file));
    }

    private static String requireName(String name) {
        if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,62}")) {
            throw new UsageException("\"" + name + "\" cannot be the name of a parameter");
        }
        return name;
    }

    private TreeMap<String, MatValue> completed(SequencedMap<String, MatValue> values) {
        var all = new TreeMap<>(values);
        OldParameterNames.migrate(all, shared.getParent());
        boolean smallBaseline = all.get(SMALL_BASELINE) instanceof MatText flag
                && flag.codeUnits().equals("y");
        all.putIfAbsent(SMALL_BASELINE, Mat.text("n"));
        var processor = all.get("insar_processor") instanceof MatText text ? text.codeUnits() : processor();
        ParameterDefaults.of(smallBaseline, processor).forEach(all::putIfAbsent);
        return all;
    }

    /// First word of the nearest `processor.txt`, up to three folders up.
    private String processor() {
        var at = shared.getParent();
        for (int level = 0; level <= 3 && at != null; level++, at = at.getParent()) {
            var file = at.resolve("processor.txt");
            if (Files.exists(file)) {
                try {
                    return Files.readString(file).strip().split("\\s+")[0];
                } catch (IOException e) {
                    break;
                }
            }
        }
        return "doris";
    }

    private static boolean isNaN(MatValue value) {
        return value instanceof MatArray array && array.size() == 1 && Double.isNaN(array.get(0));
    }

    private static void log(Path file, String routine, String name, MatValue value) {
        StampsLog.append(
                file.getParent(), routine, name + " = " + (value == null ? "(removed)" : ParameterText.format(value)));
    }

    private static TreeMap<String, MatValue> read(Path file) throws IOException {
        var values = new TreeMap<String, MatValue>();
        var arena = Arena.ofAuto();
        try (var mat = MatFiles.open(file)) {
            for (var variable : mat.variables()) {
                values.put(variable.name(), mat.read(arena, variable.name()));
            }
        }
        return values;
    }

    private static void write(Path file, SequencedMap<String, MatValue> values) throws IOException {
        DurableFiles.replace(file, temporary -> MatFiles.write(temporary, values, MatFormat.V7));
    }
}
