package heliograph.client;

import java.io.Serial;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The server's answer to a call that it refused: `rpc_error` (core.telegram.org/api/errors).
public final class RpcException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
  private static final Pattern NUMBERED = Pattern.compile("(.+)_(\\d{1,9})");

  private final int code;
  private final String type;
  private final int parameter;

  /// @param text as the server sent it: `PHONE_CODE_INVALID`, `FLOOD_WAIT_42`
  public RpcException(int code, String text) {
    super(code + " " + text);
    this.code = code;
    Matcher numbered = NUMBERED.matcher(text);
    boolean hasNumber = numbered.matches();
    this.type = hasNumber ? numbered.group(1) : text;
    this.parameter = hasNumber ? Integer.parseInt(numbered.group(2)) : 0;
  }

  /// Like an HTTP status: 400 wrong input, 401 not logged in, 420 too often ...
  public int code() {
    return code;
  }

  /// The error's name without the number at its end: `FLOOD_WAIT` for `FLOOD_WAIT_42`.
  public String type() {
    return type;
  }

  /// The number at the text's end, 0 if there is none.
  public int parameter() {
    return parameter;
  }

  /// How long to wait before asking again; null where the error is not about asking too often.
  public @Nullable Duration retryAfter() {
    boolean tooOften = code == 420 || type.equals("FLOOD_WAIT") || type.equals("SLOWMODE_WAIT");
    return tooOften ? Duration.ofSeconds(parameter) : null;
  }

  /// Whether this error has the given name.
  public boolean is(String errorType) {
    return type.equals(errorType);
  }
}
