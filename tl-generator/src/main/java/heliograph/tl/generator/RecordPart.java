package heliograph.tl.generator;

/// Writes a part of a record: what its readers, its writers and its answers are made of.
abstract class RecordPart {
  final Family family;
  final Entity entity;
  final Definition newest;
  final Rules rules;
  final SourceFile file;
  final Types types;

  RecordPart(Family family, Entity entity, Rules rules, SourceFile file, Types types) {
    this.family = family;
    this.entity = entity;
    this.newest = entity.newest();
    this.rules = rules;
    this.file = file;
    this.types = types;
  }

  abstract void emit();
}
