class Particle:
    def __init__(self, x, y, ang_vel):
        self.x = x
        self.y = y
        self.ang_vel = ang_vel


def evolve(particles, dt):
    step = 0.00001
    for _ in range(int(dt / step)):
        for p in particles:
            norm = (p.x ** 2 + p.y ** 2) ** 0.5
            v_x = -p.y / norm
            v_y = p.x / norm
            p.x += step * p.ang_vel * v_x
            p.y += step * p.ang_vel * v_y


def run():
    particles = [Particle(0.3 + i / 100, 0.5, 1 + i % 7) for i in range(100)]
    evolve(particles, 0.001)
    return particles[0].x
