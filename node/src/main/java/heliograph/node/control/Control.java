package heliograph.node.control;

import java.util.List;

/// What can be asked of a server beside its protocol, whether it runs in this process or in another.
public interface Control {
  /// Carries out one command.
  ///
  /// @param words name of the command and its arguments
  /// @return lines of the answer; fields are separated by tabs
  /// @throws ControlException when it cannot be done
  List<String> run(List<String> words);
}
