/** The page a student works beside. What runs in Node; the page itself is in `page/`. */
export {};
