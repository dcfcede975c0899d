package dev.stampede.deploy;

import dev.stampede.io.Sha256;
import dev.stampede.io.WholeFile;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.OperatorState;
import dev.stampede.operators.core.PipelineReader;
import dev.stampede.operators.core.PipelineWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// A trained model with the preprocessing it was trained on, so that inference cannot use another:
/// `preprocess.json`, the model's own file, and `model.json` with the digests of both.
///
/// @param folder where they lie
public record ModelFolder(Path folder) {
    private static final String PREPROCESS = "preprocess.json";
    private static final String CARD = "model.json";

    /// What is loaded.
    ///
    /// @param preprocess the chain before the model
    /// @param digest     of the chain
    /// @param model      the model's file
    public record Loaded(Operator<?, ?> preprocess, String digest, Path model) {}

    /// Keeps a model.
    /// @param modelFile copied into the folder under its name
    /// @param notes     further entries of the card, such as the data it learned from
    /// @throws IllegalStateException if the preprocessing cannot be stored
    /// @throws IOException           if something cannot be written
    public static ModelFolder store(Path folder, Operator<?, ?> preprocess, Path modelFile, Map<String, Object> notes)
            throws IOException {
        String text = PipelineWriter.json(preprocess);
        var kept = folder.resolve(modelFile.getFileName().toString());
        WholeFile.make(kept, file -> Files.copy(modelFile, file, StandardCopyOption.REPLACE_EXISTING));
        WholeFile.write(folder.resolve(PREPROCESS), text);
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("preprocess_digest", OperatorState.of(preprocess).digest());
        card.put("model", kept.getFileName().toString());
        card.put("model_sha256", Sha256.ofFile(kept));
        card.put("engine", Engine.version());
        card.put("notes", notes);
        JsonFile.write(folder.resolve(CARD), card);
        return new ModelFolder(folder);
    }

    /// Reads it back and checks both digests.
    /// @throws IOException naming what does not belong to the model any more
    public Loaded load() throws IOException {
        var card = JsonFile.read(folder.resolve(CARD));
        var preprocess = PipelineReader.of(OperatorRegistry.standard()).read(folder.resolve(PREPROCESS));
        String digest = OperatorState.of(preprocess).digest();
        if (!digest.equals(card.get("preprocess_digest"))) {
            throw new IOException(folder.resolve(PREPROCESS) + " has the digest " + digest
                    + ", the model was trained with " + card.get("preprocess_digest")
                    + "; put the preprocessing of the training back, or train again");
        }
        var model = folder.resolve(String.valueOf(card.get("model")));
        String sha = Sha256.ofFile(model);
        if (!sha.equals(card.get("model_sha256"))) {
            throw new IOException(model + " has the SHA-256 " + sha + ", the card says " + card.get("model_sha256")
                    + "; store the model again");
        }
        return new Loaded(preprocess, digest, model);
    }
}
