#ifndef PRODUCT_H
#define PRODUCT_H

#include "CProduct.h"
#include "onednn.h"

/* Computes a product on this thread, with the left operand, the right one and the result. Returns 0 if all went well. */
int product_compute(const OneDNN *, const CProduct *, void *const pointers[3]);

#endif
