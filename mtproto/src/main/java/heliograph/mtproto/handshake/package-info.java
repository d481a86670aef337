/// The creation of authorization keys: RSA, a puzzle and a Diffie-Hellman exchange in three queries, for both ends.
///
/// ```
///   client                                     server
///   req_pq_multi nonce                  ->
///                                       <-     resPQ server_nonce, pq              nothing is remembered
///   factorises pq
///   req_DH_params p, q, RSA(new_nonce)  ->     checks p, q; then RSA
///                                       <-     server_DH_params_ok g, prime, g^a   remembered for a minute
///   checks the group
///   set_client_DH_params g^b            ->     key = g^ab
///                                       <-     dh_gen_ok
/// ```
/// References: mtproto/auth_key and mtproto/security_guidelines.
@NullMarked
package heliograph.mtproto.handshake;

import org.jspecify.annotations.NullMarked;
