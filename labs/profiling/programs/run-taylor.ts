/** The slides' program for cProfile, with the functions of P5: 500 terms of two series. */
import "#lab/run-taylor";
