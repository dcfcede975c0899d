package dev.stampede.bindings;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Tries the places of [NativeLibrary#load] one after the other and remembers why each failed.
final class NativeLoader {
    private static final System.Logger LOG = System.getLogger(NativeLoader.class.getName());

    private final NativeSource source;
    private final List<String> reasons = new ArrayList<>();

    NativeLoader(NativeSource source) {
        this.source = source;
    }

    NativeLibrary load() {
        return load((Path) null);
    }

    /// @param given the only file to try, or `null`
    NativeLibrary load(Path given) {
        var name = source.name();
        var off = System.getProperty("stampede.native.disable", "");
        if (Arrays.asList(off.split("\\s*,\\s*")).contains(name)) {
            return new NativeLibrary.Missing(name, "switched off by -Dstampede.native.disable=" + off);
        }
        var library = given == null ? search() : open(given.toAbsolutePath());
        if (library == null) {
            var missing = new NativeLibrary.Missing(name, String.join("; ", reasons));
            LOG.log(System.Logger.Level.DEBUG, "native library {0} not available: {1}", name, missing.reason());
            return missing;
        }
        LOG.log(System.Logger.Level.DEBUG, "native library {0} loaded from {1}", name, library.file());
        return library;
    }

    private NativeLibrary.Loaded search() {
        var property = "stampede.native." + source.name() + ".path";
        var path = System.getProperty(property);
        if (path != null) {
            var library = open(Path.of(path).toAbsolutePath());
            reasons.replaceAll(reason -> "-D" + property + ": " + reason);
            return library;
        }
        var library = fromResources();
        library = library != null ? library : fromSystem();
        if (library == null && reasons.isEmpty()) {
            reasons.add("no file is named; -D" + property + " would");
        }
        return library;
    }

    private NativeLibrary.Loaded fromResources() {
        for (var resource : source.resources()) {
            try (var in = NativeLoader.class.getClassLoader().getResourceAsStream(resource)) {
                if (in != null) {
                    return open(NativeCache.file(in.readAllBytes(), resource.substring(resource.lastIndexOf('/') + 1)));
                }
            } catch (IOException e) {
                reasons.add("cannot unpack " + resource + ": " + e);
                return null;
            }
        }
        if (!source.resources().isEmpty()) {
            reasons.add("no resource " + String.join(" or ", source.resources()) + " on the class path");
        }
        return null;
    }

    private NativeLibrary.Loaded fromSystem() {
        if (source.systemFiles().isEmpty()) {
            return null;
        }
        var folders = NativePlatform.current().libraryFolders();
        for (var folder : folders) {
            for (var file : source.systemFiles()) {
                var candidate = folder.resolve(file);
                if (Files.isRegularFile(candidate)) {
                    var library = open(candidate);
                    if (library != null) {
                        return library;
                    }
                }
            }
        }
        reasons.add("no usable " + String.join(" or ", source.systemFiles()) + " in " + folders);
        return null;
    }

    private NativeLibrary.Loaded open(Path file) {
        try {
            if (Files.isRegularFile(file) && !isLibrary(file)) {
                reasons.add(file + " is no shared library");
                return null;
            }
            if (Files.isRegularFile(file) && !ElfFile.isWhole(file)) {
                reasons.add(file + " is cut off");
                return null;
            }
            var symbols = SymbolLookup.libraryLookup(file, Arena.global());
            for (var symbol : source.symbols()) {
                if (symbols.find(symbol).isEmpty()) {
                    reasons.add(file + " has no function " + symbol);
                    return null;
                }
            }
            int version = source.probe().version(symbols);
            NativeSymbols.loaded(source.name(), symbols);
            return new NativeLibrary.Loaded(source.name(), file, version, symbols);
        } catch (NativeSource.UnsuitableException e) {
            reasons.add(file + ": " + e.getMessage());
        } catch (Throwable e) {
            reasons.add(file + " cannot be loaded" + because(file, e));
        }
        return null;
    }

    /// `libraryLookup` hides what the system said; loading the file as a JNI library tells it.
    private static String because(Path file, Throwable e) {
        if (!Files.isRegularFile(file)) {
            return ": no such file";
        }
        try {
            System.load(file.toString());
        } catch (UnsatisfiedLinkError told) {
            return ": " + told.getMessage();
        }
        return ": " + e;
    }

    /// Whether the file begins like an ELF, Mach-O or PE file; others are better not given to the system's
    /// loader.
    private static boolean isLibrary(Path file) {
        try (var in = Files.newInputStream(file)) {
            var magic = HexFormat.of().formatHex(in.readNBytes(4));
            return List.of("7f454c46", "cffaedfe", "cafebabe").contains(magic) || magic.startsWith("4d5a");
        } catch (IOException e) {
            return false;
        }
    }
}
