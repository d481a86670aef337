/// Methods about getting in and staying in: codes, sign-up, tokens, sessions, temporary keys.
@NullMarked
package heliograph.rpc.auth;

import org.jspecify.annotations.NullMarked;
