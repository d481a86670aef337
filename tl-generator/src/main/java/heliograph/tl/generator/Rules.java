package heliograph.tl.generator;

/// What joins the forms of one name where the field names alone do not.
final class Rules {}
