package dev.stampede.insar.pipeline;

import java.util.ArrayList;
import java.util.List;

/// Collects the notes of a run and passes each on at once. Safe to call from several threads.
final class RunNotes {
    private final PipelineListener listener;
    private final List<String> notes = new ArrayList<>();

    RunNotes(PipelineListener listener) {
        this.listener = listener;
    }

    void add(String note) {
        synchronized (notes) {
            notes.add(note);
        }
        listener.note(note);
    }

    List<String> all() {
        synchronized (notes) {
            return List.copyOf(notes);
        }
    }
}
