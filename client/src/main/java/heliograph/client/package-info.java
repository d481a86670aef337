/// The client library: connects to a server, logs in, calls its methods and follows its updates.
///
/// `Client` is the way in. Below it, one thing at a time: `Loops` are the event loops, `Link` keeps one session alive
/// over connections, `UpdateOrder` puts pushed changes into their order and `UpdateStream` hands them over, `Peers`
/// remembers who is who, `SessionFile` keeps the key.
@NullMarked
package heliograph.client;

import org.jspecify.annotations.NullMarked;
