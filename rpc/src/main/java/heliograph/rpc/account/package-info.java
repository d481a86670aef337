/// Methods about one's own account: profile, user name, privacy, notifications, settings.
@NullMarked
package heliograph.rpc.account;

import org.jspecify.annotations.NullMarked;
