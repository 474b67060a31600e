/* See sqlite_by_hand.c. */
#ifdef __cplusplus
extern "C" {
#endif

/* `fresh`: a database with `jobs` queued texts. `sent`: a copy of it in which the product has sent them.
 * Writes into `fresh` what the sends wrote into `sent`, `group` sends to a transaction; gives the seconds it
 * took. */
double firstday_write_by_hand(const char* fresh, const char* sent, int group);

#ifdef __cplusplus
}
#endif
