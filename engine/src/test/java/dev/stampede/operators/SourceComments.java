package dev.stampede.operators;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/// Doc comments of classes, read from their sources.
final class SourceComments {
    /// What the comment of a class says.
    ///
    /// @param text       its body, Markdown
    /// @param parameters text of each `@param`
    /// @param refusals   texts of `@throws` of its constructors and of `compute` or `write`, without repeats
    record Comment(String text, Map<String, String> parameters, List<String> refusals) {
        static final Comment NONE = new Comment("", Map.of(), List.of());
    }

    private final Map<String, Comment> comments = new HashMap<>();

    /// Reads the sources of these classes.
    ///
    /// @param root folder of the sources
    static SourceComments of(Path root, Collection<Class<?>> types) throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (var type : types) {
            files.add(root.resolve(type.getName().replaceAll("\\$.*", "").replace('.', '/') + ".java"));
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            var comments = new SourceComments();
            var docs = DocTrees.instance(task);
            for (var unit : task.parse()) {
                comments.new Reader(unit, docs).scan(new TreePath(unit), null);
            }
            return comments;
        }
    }

    /// The comment of a class; empty if it has none.
    Comment of(Class<?> type) {
        return comments.getOrDefault(type.getName(), Comment.NONE);
    }

    private final class Reader extends TreePathScanner<Void, Void> {
        private static final Set<String> REFUSING = Set.of("<init>", "compute", "write");

        private final String prefix;
        private final DocTrees docs;
        private final List<String> nesting = new ArrayList<>();
        private final List<Set<String>> refusals = new ArrayList<>();

        Reader(CompilationUnitTree unit, DocTrees docs) {
            this.prefix = unit.getPackageName() + ".";
            this.docs = docs;
        }

        @Override
        public Void visitClass(ClassTree tree, Void unused) {
            var comment = docs.getDocCommentTree(getCurrentPath());
            nesting.add(tree.getSimpleName().toString());
            refusals.add(new LinkedHashSet<>());
            super.visitClass(tree, unused);
            var refused = refusals.removeLast();
            comments.put(prefix + String.join("$", nesting), comment(comment, refused));
            nesting.removeLast();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void unused) {
            var comment = docs.getDocCommentTree(getCurrentPath());
            if (comment != null && REFUSING.contains(tree.getName().toString())) {
                for (var tag : comment.getBlockTags()) {
                    if (tag instanceof ThrowsTree refusal) {
                        refusals.getLast().add(text(refusal.getDescription()));
                    }
                }
            }
            return super.visitMethod(tree, unused);
        }

        private static Comment comment(DocCommentTree tree, Set<String> refused) {
            Map<String, String> parameters = new LinkedHashMap<>();
            if (tree != null) {
                for (var tag : tree.getBlockTags()) {
                    if (tag instanceof ParamTree parameter && !parameter.isTypeParameter()) {
                        parameters.put(parameter.getName().toString(), text(parameter.getDescription()));
                    }
                }
            }
            return new Comment(tree == null ? "" : join(tree.getFullBody()), parameters, List.copyOf(refused));
        }

        /// One line.
        private static String text(List<? extends DocTree> parts) {
            return join(parts).replaceAll("\\s+", " ").strip();
        }

        private static String join(List<? extends DocTree> parts) {
            return parts.stream()
                    .map(DocTree::toString)
                    .collect(Collectors.joining())
                    .strip();
        }
    }
}
