/**
 * What `#simulator` is for an editor, and for whoever runs a test file by itself: the course's own
 * simulator. In the arena the same import is a correct simulator or a broken one in its place.
 */
export { Particle, ParticleSimulator } from "@hpts/core";
