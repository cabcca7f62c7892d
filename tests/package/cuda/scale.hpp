#pragma once
/// Why there is no device to run on; empty where there is one.
const char* why_no_device();
void wait_for_device();
/// Memory that host and device share.
double* shared_doubles(int n);
/// y[i] = 2 x[i], on the device; returns at once.
void scale(const double* x, double* y, int n);
