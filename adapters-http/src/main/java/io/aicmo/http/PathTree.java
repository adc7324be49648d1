package io.aicmo.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is served at which path, found in as many steps as a path has segments, however many paths there are. A literal
 * segment goes before a placeholder, so that {@code /leads/upsert} is not the lead "upsert". A slash at the end changes
 * nothing.
 */
final class PathTree<T> {
    private final Node<T> root = new Node<>();

    /**
     * What a path leads to.
     *
     * @param parameters the values of the placeholders, percent-decoded, by their names
     */
    record Found<T>(T value, Map<String, String> parameters) {}

    private static final class Node<T> {
        private final Map<String, Node<T>> literals = new HashMap<>();
        private @Nullable Node<T> any;
        private @Nullable T value;
        private List<String> names = List.of();
    }

    /** @param template such as <code>/v1/leads/{id}/timeline</code>; a placeholder is a whole segment */
    void put(String template, T value) {
        Node<T> node = root;
        List<String> segments = segments(template);
        for (String segment : segments) {
            if (isPlaceholder(segment)) {
                if (node.any == null) {
                    node.any = new Node<>();
                }
                node = node.any;
            } else {
                node = node.literals.computeIfAbsent(segment, literal -> new Node<>());
            }
        }
        node.value = value;
        node.names = segments.stream()
                .filter(PathTree::isPlaceholder)
                .map(segment -> segment.substring(1, segment.length() - 1))
                .toList();
    }

    /** @param path as it came, still percent-encoded */
    @Nullable
    Found<T> find(String path) {
        List<String> segments = segments(path);
        String[] values = new String[segments.size()];
        Node<T> node = find(root, segments, 0, values, 0);
        if (node == null || node.value == null) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < node.names.size(); i++) {
            parameters.put(node.names.get(i), decoded(values[i]));
        }
        return new Found<>(node.value, parameters);
    }

    private static <T> @Nullable Node<T> find(
            Node<T> node, List<String> segments, int depth, String[] values, int placeholders) {
        if (depth == segments.size()) {
            return node.value == null ? null : node;
        }
        String segment = segments.get(depth);
        Node<T> literal = node.literals.get(segment);
        if (literal != null) {
            Node<T> found = find(literal, segments, depth + 1, values, placeholders);
            if (found != null) {
                return found;
            }
        }
        if (node.any == null || segment.isEmpty()) {
            return null;
        }
        values[placeholders] = segment;
        return find(node.any, segments, depth + 1, values, placeholders + 1);
    }

    private static List<String> segments(String path) {
        int from = path.startsWith("/") ? 1 : 0;
        int to = path.length() > from && path.endsWith("/") ? path.length() - 1 : path.length();
        return from == to ? List.of() : List.of(path.substring(from, to).split("/", -1));
    }

    private static boolean isPlaceholder(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    /** A plus stands for itself in a path; only queries write a space so. */
    private static String decoded(String segment) {
        return segment.indexOf('%') < 0
                ? segment
                : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
