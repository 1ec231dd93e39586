/* The least program: which library is this? */
#include <stdio.h>

#include <jixiaobiao/jixiaobiao.h>

int main(void)
{
    return printf("jixiaobiao %s\n", jxb_version()) < 0;
}
