package heliograph.store.rocks;

import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// A copy of a store: the files of a RocksDB checkpoint in `db/`, and `MANIFEST.txt`, written last, with the SHA-256 and
/// size of each and of the list itself. What has no whole manifest is no backup.
///
/// The checkpoint is made inside the store's folder, where it consists of hard links and takes a moment; copying it to
/// wherever the backup goes then takes its time without holding anything up.
final class Backup {
  private static final String MANIFEST = "MANIFEST.txt";
  private static final String TITLE = "heliograph store backup 1";
  private static final Pattern LINE =
      Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18}) ([A-Za-z0-9_.-]{1,100})");
  private static final int CHUNK = 256 << 10;

  private Backup() {}

  static void write(RocksDB db, RocksFolder folder, Path target) {
    Path checkpoint = folder.checkpoint();
    try {
      requireEmpty(target);
      deleteTree(checkpoint);
      try (Checkpoint maker = Checkpoint.create(db)) {
        maker.createCheckpoint(checkpoint.toString());
      }
      Path copies = Files.createDirectories(target.resolve("db"));
      StringBuilder manifest = new StringBuilder(TITLE).append('\n');
      for (Path file : RocksFolder.list(checkpoint, "")) {
        String name = String.valueOf(file.getFileName());
        String sum = copy(file, copies.resolve(name));
        manifest
            .append(sum)
            .append(' ')
            .append(Files.size(file))
            .append(' ')
            .append(name)
            .append('\n');
      }
      byte[] list = manifest.toString().getBytes(StandardCharsets.US_ASCII);
      String end = "end " + hex(sha256().digest(list)) + "\n";
      sync(copies);
      Files.write(
          target.resolve(MANIFEST), List.of(manifest + end.strip()), StandardCharsets.US_ASCII);
      sync(target.resolve(MANIFEST));
      sync(target);
    } catch (IOException e) {
      throw new StoreException(Reason.UNUSABLE, "The backup to " + target + " failed: " + e, e);
    } catch (RocksDBException e) {
      throw RocksFailure.of("The backup to " + target + " failed", e);
    } finally {
      deleteQuietly(checkpoint);
    }
  }

  static void restore(Path backup, Path folder) {
    try {
      List<Entry> entries = readManifest(backup);
      requireEmpty(folder);
      Path restoring = Files.createDirectories(RocksFolder.restoring(folder));
      try {
        for (Entry entry : entries) {
          Path source = backup.resolve("db").resolve(entry.name());
          if (!Files.isRegularFile(source) || Files.size(source) != entry.size()) {
            throw damaged(backup, entry.name() + " is missing or has another size");
          }
          if (!copy(source, restoring.resolve(entry.name())).equals(entry.sum())) {
            throw damaged(backup, entry.name() + " has another checksum");
          }
        }
        sync(restoring);
        Files.move(restoring, folder.resolve("db"), StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
      } finally {
        deleteQuietly(restoring);
      }
    } catch (IOException e) {
      throw new StoreException(Reason.UNUSABLE, "Restoring " + backup + " failed: " + e, e);
    }
  }

  private record Entry(String sum, long size, String name) {}

  private static List<Entry> readManifest(Path backup) throws IOException {
    Path file = backup.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new StoreException(
          Reason.UNUSABLE, backup + " holds no finished backup: " + MANIFEST + " is missing");
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int end = text.lastIndexOf("end ");
    String list = end < 0 ? "" : text.substring(0, end);
    if (!list.startsWith(TITLE + "\n")) {
      throw new StoreException(Reason.UNUSABLE, backup + " is no backup that this version knows");
    }
    String sum = hex(sha256().digest(list.getBytes(StandardCharsets.ISO_8859_1)));
    if (!text.substring(end).strip().equals("end " + sum)) {
      throw damaged(backup, MANIFEST + " has another checksum");
    }
    List<Entry> entries = new ArrayList<>();
    for (String line : list.substring(TITLE.length() + 1).lines().toList()) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw damaged(backup, "the line \"" + line + "\" is none of a manifest");
      }
      entries.add(new Entry(parts.group(1), Long.parseLong(parts.group(2)), parts.group(3)));
    }
    return entries;
  }

  private static StoreException damaged(Path backup, String what) {
    return new StoreException(Reason.DAMAGED, "The backup " + backup + " is damaged: " + what);
  }

  private static void requireEmpty(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new StoreException(Reason.UNUSABLE, "The folder " + folder + " is not empty");
      }
    }
  }

  /// Copies a file durably and returns its SHA-256.
  private static String copy(Path source, Path target) throws IOException {
    MessageDigest digest = sha256();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(source);
        FileChannel out =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
        ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, read);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
      out.force(true);
    }
    return hex(digest.digest());
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      channel.force(true);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static void deleteQuietly(Path folder) {
    try {
      deleteTree(folder);
    } catch (IOException e) {
      System.getLogger(Backup.class.getName())
          .log(System.Logger.Level.WARNING, "Left behind: {0} ({1})", folder, e.toString());
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
