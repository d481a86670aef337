package heliograph.tl.generator;

/// A definition and the span of supported layers, both ends included, that have it in this form.
public record Variant(Definition definition, int fromLayer, int toLayer) {}
