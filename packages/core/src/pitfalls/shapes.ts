/**
 * Pitfalls of the object's shape. V8 gives objects that got the same fields in the same order one
 * hidden class; code that has seen one to four of them reads a field with a comparison and a load,
 * code that has seen more looks the field up.
 */

import { Particle, type ParticleLike } from "../particle.ts";
import { type Pitfall, simulationOf } from "./pitfall.ts";

export const clean: Pitfall = {
  id: "clean",
  title: "a class, three numbers",
  why: "one hidden class, fields that always hold doubles: this is what the others are compared with",
  isPitfall: false,
  create: (particles) =>
    simulationOf(particles.map(({ x, y, angVel }) => new Particle(x, y, angVel))),
};

export const keyOrders: Pitfall = {
  id: "key-orders",
  title: "literals with their keys in six orders",
  why: "the order of the keys is part of the hidden class: six orders, six classes, megamorphic reads",
  isPitfall: true,
  create: (particles) => simulationOf(particles.map(inSomeOrder)),
};

function inSomeOrder({ x, y, angVel }: ParticleLike, i: number): ParticleLike {
  switch (i % 6) {
    case 0:
      return { x, y, angVel };
    case 1:
      return { y, x, angVel };
    case 2:
      return { angVel, x, y };
    case 3:
      return { x, angVel, y };
    case 4:
      return { y, angVel, x };
    default:
      return { angVel, y, x };
  }
}

export const hundredShapes: Pitfall = {
  id: "hundred-shapes",
  title: "a field of its own name on every hundredth particle",
  why: "a hundred hidden classes at each read; even the cache for megamorphic reads gets small",
  isPitfall: true,
  create: (particles) =>
    simulationOf(
      particles.map(({ x, y, angVel }, i) => ({ [`tag${i % 100}`]: true, x, y, angVel })),
    ),
};

export const classEach: Pitfall = {
  id: "class-each",
  title: "the class declared inside the factory",
  why: "every call declares a new class, so every particle has a hidden class of its own",
  isPitfall: true,
  create: (particles) => simulationOf(particles.map(particleOfItsOwnClass)),
};

function particleOfItsOwnClass(from: ParticleLike): ParticleLike {
  class OwnParticle {
    x = from.x;
    y = from.y;
    angVel = from.angVel;
  }
  return new OwnParticle();
}

export const deletedField: Pitfall = {
  id: "deleted-field",
  title: "delete of a field that is not the last",
  why: "the object becomes a dictionary: every read and write is a look-up in a hash table",
  isPitfall: true,
  create: (particles) =>
    simulationOf(
      particles.map(({ x, y, angVel }) => {
        const p: ParticleLike & { note?: string } = { note: "temporary", x, y, angVel };
        delete p.note;
        return p;
      }),
    ),
};

export const nullFields: Pitfall = {
  id: "null-fields",
  title: "fields that begin as null",
  why: "a field that has held null can hold anything, so each double stored in it is a new object",
  isPitfall: true,
  create: (particles) =>
    simulationOf(
      particles.map(({ x, y, angVel }) => {
        const p = new EmptyParticle();
        p.x = x;
        p.y = y;
        p.angVel = angVel;
        return p as ParticleLike;
      }),
    ),
};

class EmptyParticle {
  x: number | null = null;
  y: number | null = null;
  angVel: number | null = null;
}

export const undefinedFields: Pitfall = {
  id: "undefined-fields",
  title: "a class that lists its fields: `x: number;`",
  why:
    "the list is no mere type: each field begins as undefined, and what held undefined can hold " +
    "anything; `declare x: number;` or a value in the list avoids it",
  isPitfall: true,
  create: (particles) =>
    simulationOf(particles.map(({ x, y, angVel }) => new ListedFields(x, y, angVel))),
};

class ListedFields implements ParticleLike {
  x: number;
  y: number;
  angVel: number;

  constructor(x: number, y: number, angVel: number) {
    this.x = x;
    this.y = y;
    this.angVel = angVel;
  }
}

export const accessors: Pitfall = {
  id: "accessors",
  title: "getters and setters",
  why: "the compiler puts their bodies in the place of the calls: they cost nothing",
  isPitfall: false,
  create: (particles) =>
    simulationOf(particles.map(({ x, y, angVel }) => new Guarded(x, y, angVel))),
};

class Guarded implements ParticleLike {
  declare readonly angVel: number;
  declare private currentX: number;
  declare private currentY: number;

  constructor(x: number, y: number, angVel: number) {
    this.currentX = x;
    this.currentY = y;
    this.angVel = angVel;
  }

  get x(): number {
    return this.currentX;
  }

  set x(value: number) {
    this.currentX = value;
  }

  get y(): number {
    return this.currentY;
  }

  set y(value: number) {
    this.currentY = value;
  }
}
