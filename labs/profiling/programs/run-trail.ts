/** A trail of 2000 frames, with the functions of P7. */
import "#lab/run-trail";
